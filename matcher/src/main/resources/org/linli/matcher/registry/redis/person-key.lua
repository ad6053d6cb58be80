-- KEYS: 1 region, 2 keys of people. ARGV: 1 'settle' or 'put', 2… pairs of person and key; an empty key only asks
-- Answers {replicas, the keys that count, in the order of the people}; an empty one where there is none.
local region = head()
local write = ARGV[1] == 'put' and 'HSET' or 'HSETNX'
local count = {}
for i = 2, #ARGV, 2 do
  if ARGV[i + 1] ~= '' then
    redis.call(write, KEYS[2], ARGV[i], ARGV[i + 1])
  end
  count[#count + 1] = redis.call('HGET', KEYS[2], ARGV[i]) or ''
end
return { region.replicas, count }
