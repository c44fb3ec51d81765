-- Replaces a session if it is still the one that the replica knows.
-- KEYS: session, by use, by expiry, then the indexes it is in. ARGV: what the known value begins with, the new value, how long it is kept (ms), last use (ms), expiry (ms), its name.
-- Answers 1, or 0 when nothing was changed.
if redis.call('GETRANGE', KEYS[1], 0, string.len(ARGV[1]) - 1) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[6])
redis.call('ZADD', KEYS[3], ARGV[5], ARGV[6])
for i = 4, #KEYS do
  redis.call('ZADD', KEYS[i], ARGV[4], ARGV[6])
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[3]) then
    redis.call('PEXPIRE', KEYS[i], ARGV[3])
  end
end
return 1
