-- KEYS: 1 region, 2 index set. ARGV: 1 limit. Answers {replicas, members}.
local region = head()
local members
if redis.call('SCARD', KEYS[2]) <= tonumber(ARGV[1]) then
  members = redis.call('SMEMBERS', KEYS[2])
else
  members = redis.call('SRANDMEMBER', KEYS[2], ARGV[1])
end
return { region.replicas, members }
