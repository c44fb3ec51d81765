-- Says how many places this replica holds. KEYS: the counts. ARGV: this replica, how long a count is kept (ms), then the number for each.
-- What stands there and is no count gives way.
for i, key in ipairs(KEYS) do
  local cleared = redis.pcall('HDEL', key, ARGV[1])
  if type(cleared) == 'table' and string.find(cleared.err, 'WRONGTYPE', 1, true) then
    redis.call('DEL', key)
  end
  if tonumber(ARGV[i + 2]) > 0 then
    redis.call('HSET', key, ARGV[1], ARGV[i + 2])
    redis.call('PEXPIRE', key, ARGV[2])
  end
end
return 1
