-- KEYS: 1 region, 2 log. ARGV: 1 generation, 2 after this sequence, 3 limit
-- Answers {replicas, generation, head, entries}: of another generation there are none.
local region = head()
local entries = {}
if region.generation == ARGV[1] and region.sequence > tonumber(ARGV[2]) then
  entries = redis.call('XRANGE', KEYS[2], region.generation .. '-' .. text(ARGV[2] + 1), '+', 'COUNT', ARGV[3])
end
return { region.replicas, region.generation, region.sequence, entries }
