-- Stores a session; the longest unused give way.
-- KEYS: session, sessions of the user, by use, by expiry, by name, ended, then the further indexes it is in.
-- ARGV: value, how long it is kept (ms), last use (ms), expiry (ms), its name, maximum, maximum of a user, what session names begin with.
-- Answers those that gave way: name, value.
local kept, name, sessions = tonumber(ARGV[2]), ARGV[5], ARGV[8]
local gone = {}
local function drop(other)
  local value = redis.pcall('GETRANGE', sessions .. other, 0, 65700)
  redis.call('DEL', sessions .. other)
  redis.call('ZREM', KEYS[2], other)
  redis.call('ZREM', KEYS[3], other)
  redis.call('ZREM', KEYS[4], other)
  redis.call('ZREM', KEYS[5], other)
  redis.call('XADD', KEYS[6], 'MAXLEN', '~', '10000', '*', 'k', other, 'w', 'EVICTED')
  gone[#gone + 1] = other
  gone[#gone + 1] = type(value) == 'string' and value or ''
end
local function index(key)
  redis.call('ZADD', key, ARGV[3], name)
  if redis.call('PTTL', key) < kept then
    redis.call('PEXPIRE', key, kept)
  end
end

-- Those of the oldest that are there still. What is gone is taken out of an index here, as the one place where one grows.
local function live(key, last)
  local there = {}
  for _, other in ipairs(redis.call('ZRANGE', key, 0, last)) do
    if redis.call('EXISTS', sessions .. other) == 1 then
      there[#there + 1] = other
    else
      redis.call('ZREM', key, other)
    end
  end
  return there
end

local own = live(KEYS[2], -1)
for i = 1, #own - tonumber(ARGV[7]) + 1 do
  drop(own[i])
end
-- A maximum made smaller is reached step by step: one call's work is bounded.
for _ = 1, 20 do
  if redis.call('ZCARD', KEYS[3]) < tonumber(ARGV[6]) then
    break
  end
  drop(redis.call('ZRANGE', KEYS[3], 0, 0)[1])
end

redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('ZADD', KEYS[3], ARGV[3], name)
redis.call('ZADD', KEYS[4], ARGV[4], name)
redis.call('ZADD', KEYS[5], 0, name)
index(KEYS[2])
for i = 7, #KEYS do
  live(KEYS[i], tonumber(ARGV[7]) + 20)
  index(KEYS[i])
end
return gone
