-- Ends a session. KEYS: session, by use, by expiry, by name, ended. ARGV: its name, why.
-- Answers its value, or nothing when it was gone already.
local value = redis.pcall('GETRANGE', KEYS[1], 0, 65700)
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
if redis.call('DEL', KEYS[1]) == 0 then
  return false
end
redis.call('XADD', KEYS[5], 'MAXLEN', '~', '10000', '*', 'k', ARGV[1], 'w', ARGV[2])
return type(value) == 'string' and value or ''
