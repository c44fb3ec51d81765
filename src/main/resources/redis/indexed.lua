-- The sessions of an index. KEYS: the index. ARGV: what session names begin with, how many at most.
-- Answers: name, value.
local found = {}
for _, name in ipairs(redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[2]) - 1)) do
  local value = redis.pcall('GETRANGE', ARGV[1] .. name, 0, 65700)
  if type(value) == 'string' and value ~= '' then
    found[#found + 1] = name
    found[#found + 1] = value
  else
    redis.call('ZREM', KEYS[1], name)
  end
end
return found
