-- KEYS: 1 region, 2… index sets. ARGV: 1 limit. Answers {replicas, the members of each set}.
local region = head()
local sets = {}
for i = 2, #KEYS do
  if redis.call('SCARD', KEYS[i]) <= tonumber(ARGV[1]) then
    sets[i - 1] = redis.call('SMEMBERS', KEYS[i])
  else
    sets[i - 1] = redis.call('SRANDMEMBER', KEYS[i], ARGV[1])
  end
end
return { region.replicas, sets }
