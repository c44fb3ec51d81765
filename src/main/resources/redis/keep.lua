-- Keeps counts from expiring. KEYS: the counts. ARGV: for how long (ms).
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[1])
end
return 1
