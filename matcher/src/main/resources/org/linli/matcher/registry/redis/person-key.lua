-- KEYS: 1 region, 2 keys of people. ARGV: 1 'get', 'create' or 'put', 2 person, 3 the key (but for 'get')
-- Answers {replicas, the key that counts}; empty where there is none.
local region = head()
if ARGV[1] == 'create' then
  redis.call('HSETNX', KEYS[2], ARGV[2], ARGV[3])
elseif ARGV[1] == 'put' then
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
end
return { region.replicas, redis.call('HGET', KEYS[2], ARGV[2]) or '' }
