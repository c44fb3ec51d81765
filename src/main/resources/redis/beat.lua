-- The heartbeat of a replica, and what it learns by it.
-- KEYS: replicas, ended, by expiry, by use, by name.
-- ARGV: this replica, the name it had before (or ''), how long it lives (ms), the last end it knows (or ''), the time by its clock (ms), what session names begin with.
-- Answers: whether it was alive here ('' before the first beat), replicas alive, the last end, the ends since, and sessions that have expired: name, value.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local alive = redis.call('ZSCORE', KEYS[1], ARGV[1]) and 1 or 0
if ARGV[2] ~= '' then
  redis.call('ZREM', KEYS[1], ARGV[2])
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(ARGV[3])), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', now))

local expired = {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[5], 'LIMIT', 0, 50)) do
  local value = redis.pcall('GETRANGE', ARGV[6] .. name, 0, 65700)
  redis.call('DEL', ARGV[6] .. name)
  redis.call('ZREM', KEYS[3], name)
  redis.call('ZREM', KEYS[4], name)
  redis.call('ZREM', KEYS[5], name)
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', '10000', '*', 'k', name, 'w', 'EXPIRED')
  expired[#expired + 1] = name
  expired[#expired + 1] = type(value) == 'string' and value or ''
end

local last, ends = ARGV[4], {}
if last == '' then
  local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)
  last = newest[1] and newest[1][1] or '0-0'
else
  for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '(' .. last, '+', 'COUNT', 1000)) do
    last = entry[1]
    ends[#ends + 1] = entry[2][2] or ''
    ends[#ends + 1] = entry[2][4] or ''
  end
end
return {alive, redis.call('ZCARD', KEYS[1]), last, ends, expired}
