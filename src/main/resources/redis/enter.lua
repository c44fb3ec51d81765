-- Takes a place in every count, or in none. A count is a hash: how many places each replica holds; those of replicas that are gone do not count,
-- and what stands there and is no count gives way.
-- KEYS: replicas, then the counts. ARGV: this replica, how long a count is kept (ms), then the maximum of each.
-- Answers 1, or 0 when one is full.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
for i = 2, #KEYS do
  local sum, held = 0, redis.pcall('HGETALL', KEYS[i])
  if held.err then
    if not string.find(held.err, 'WRONGTYPE', 1, true) then
      return held
    end
    redis.call('DEL', KEYS[i])
    held = {}
  end
  for j = 1, #held, 2 do
    local until_ = redis.call('ZSCORE', KEYS[1], held[j])
    if until_ and tonumber(until_) >= now then
      sum = sum + math.max(0, tonumber(held[j + 1]) or 0)
    else
      redis.call('HDEL', KEYS[i], held[j])
    end
  end
  if sum >= tonumber(ARGV[i + 1]) then
    return 0
  end
end
for i = 2, #KEYS do
  redis.call('HINCRBY', KEYS[i], ARGV[1], 1)
  redis.call('PEXPIRE', KEYS[i], ARGV[2])
end
return 1
