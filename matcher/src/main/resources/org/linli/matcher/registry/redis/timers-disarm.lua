-- KEYS: 1 region, 2 timers. ARGV: pairs of member and the time for which it was armed.
local region = head()
for i = 1, #ARGV, 2 do
  local due = redis.call('ZSCORE', KEYS[2], ARGV[i])
  if due and tonumber(due) == tonumber(ARGV[i + 1]) then
    redis.call('ZREM', KEYS[2], ARGV[i])
  end
end
return { region.replicas }
