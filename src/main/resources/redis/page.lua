-- Some of all sessions, in the order of their names. KEYS: by name. ARGV: the name after which to begin (or ''), how many at most, what session names begin with.
-- Answers: the last name looked at ('' when there are no more), then name, value of each.
local names = redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1] == '' and '-' or '(' .. ARGV[1], '+', 'LIMIT', 0, ARGV[2])
local page = {#names == tonumber(ARGV[2]) and names[#names] or ''}
for _, name in ipairs(names) do
  local value = redis.pcall('GETRANGE', ARGV[3] .. name, 0, 65700)
  if type(value) == 'string' and value ~= '' then
    page[#page + 1] = name
    page[#page + 1] = value
  end
end
return page
