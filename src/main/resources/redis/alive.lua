-- Which sessions are there still. KEYS: sessions. Answers 1 or 0 for each.
local there = {}
for i, key in ipairs(KEYS) do
  there[i] = redis.call('EXISTS', key)
end
return there
