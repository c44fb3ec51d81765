-- Stores a revocation, or that one was lifted, if nothing else has been stored meanwhile. KEYS: revocations, their order, when they lapse, the number of changes.
-- ARGV: field, value, when it lapses (ms), the time (ms), the most there may be, the value that is to be replaced (empty for none).
-- Answers the number of changes, or 0 when there is no room, or -1 when another value is there; then what is there, if it is that.
for _, field in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[4], 'LIMIT', 0, 100)) do
  redis.call('HDEL', KEYS[1], field)
  redis.call('ZREM', KEYS[2], field)
  redis.call('ZREM', KEYS[3], field)
end
local there = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if there ~= ARGV[6] then
  return {-1, there}
end
if there == '' and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[5]) then
  return {0, ''}
end
local change = redis.call('INCR', KEYS[4])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], change, ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
return {change, ''}
