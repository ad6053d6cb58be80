-- KEYS: 1 region, 2 entities. ARGV: 1 cursor, 2 about how many
-- Answers {replicas, generation, sequence, next cursor, {key, value, …}}.
local region = head()
local page = redis.call('HSCAN', KEYS[2], ARGV[1], 'COUNT', ARGV[2])
return { region.replicas, region.generation, region.sequence, page[1], page[2] }
