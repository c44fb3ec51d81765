-- The sessions of an index, whose names of others that are gone are taken out. KEYS: the index. ARGV: what session names begin with, how many at most.
-- Answers: name, value.
local found, page = {}, nil
repeat
  local there = #found / 2
  page = redis.call('ZRANGE', KEYS[1], there, math.min(there + 999, tonumber(ARGV[2]) - 1))
  for _, name in ipairs(page) do
    local value = redis.pcall('GETRANGE', ARGV[1] .. name, 0, 65700)
    if type(value) == 'string' and value ~= '' then
      found[#found + 1] = name
      found[#found + 1] = value
    else
      redis.call('ZREM', KEYS[1], name)
    end
  end
until #page == 0
return found
