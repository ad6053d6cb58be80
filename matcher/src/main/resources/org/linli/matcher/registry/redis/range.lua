-- KEYS: 1 region, 2 log. ARGV: 1 generation, 2 after this sequence, 3 limit
-- Answers {replicas, generation, head, entries}: of an older generation those that are still kept, of generation 0
-- (to which nothing belongs) the first that are kept at all, of others none.
local region = head()
local entries = {}
local from = ARGV[1] .. '-' .. text(ARGV[2] + 1)
if region.generation == ARGV[1] then
  if region.sequence > tonumber(ARGV[2]) then
    entries = redis.call('XRANGE', KEYS[2], from, '+', 'COUNT', ARGV[3])
  end
elseif ARGV[1] == '0' then
  entries = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', ARGV[3])
elseif tonumber(ARGV[1]) < tonumber(region.generation) then
  entries = redis.call('XRANGE', KEYS[2], from, ARGV[1], 'COUNT', ARGV[3])
end
return { region.replicas, region.generation, region.sequence, entries }
