-- Takes a token from every bucket, or from none.
-- KEYS: the buckets. ARGV, for each: requests, period in microseconds, burst.
-- Answers, for each: tokens left, microseconds until full, microseconds until a token (0: there was one).
--
-- A bucket holds units: a token is as many as its period has microseconds, and each microsecond adds as many as there are requests in a period.
-- So a fraction of a token is a whole number, exact up to 2^53. It stands as "units:when"; what cannot be read is an empty bucket.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local held, all = {}, true
for i, key in ipairs(KEYS) do
  local requests, period, burst = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local room = burst * period
  local units = room
  local stored = redis.call('GET', key)
  if stored then
    local was, at = string.match(stored, '^(%d+):(%d+)$')
    units = was and math.min(room, tonumber(was)) or 0
    if at and tonumber(at) < now then
      units = math.min(room, units + (now - tonumber(at)) * requests)
    end
  end
  held[i] = units
  all = all and units >= period
end
-- A full bucket is as good as none; ten years are enough for any other.
local function keep(key, units, full)
  local milliseconds = math.min(math.ceil(full / 1000) + 1, 315360000000)
  redis.call('SET', key, string.format('%.0f:%.0f', units, now), 'PX', string.format('%.0f', milliseconds))
end
local answer = {}
for i, key in ipairs(KEYS) do
  local requests, period, burst = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local had = held[i] >= period
  local after = had and held[i] - period or held[i]
  local full = math.ceil((burst * period - after) / requests)
  if all or not had then
    keep(key, after, full)
  end
  answer[#answer + 1] = math.floor((all and after or held[i]) / period)
  answer[#answer + 1] = full
  answer[#answer + 1] = had and 0 or math.max(1, math.ceil((period - held[i]) / requests))
end
return answer
