-- What was revoked or lifted since a change. KEYS: revocations, their order, when they lapse. ARGV: the last change known, how many at most.
-- Answers: the last change told, then field, value, when it lapses (ms) of each.
local told = {ARGV[1]}
local changed = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
for i = 1, #changed, 2 do
  told[1] = changed[i + 1]
  told[#told + 1] = changed[i]
  told[#told + 1] = redis.call('HGET', KEYS[1], changed[i]) or ''
  told[#told + 1] = redis.call('ZSCORE', KEYS[3], changed[i]) or ''
end
return told
