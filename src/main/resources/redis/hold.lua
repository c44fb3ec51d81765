-- Says how many places this replica holds. KEYS: the counts. ARGV: this replica, how long a count is kept (ms), then the number for each.
for i, key in ipairs(KEYS) do
  redis.call('HSET', key, ARGV[1], ARGV[i + 2])
  redis.call('PEXPIRE', key, ARGV[2])
end
return 1
