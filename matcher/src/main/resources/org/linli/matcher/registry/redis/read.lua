-- KEYS: 1 region, 2 entities, 3 records, 4 reply (the region again where there is no request key)
-- ARGV: pairs of entity key and the version that the reader holds already ('0': none)
-- Answers {replicas, 'seen', stored reply} or {replicas, 'read', now, generation, sequence, bodies}; a body is
-- 'version:sequence:payload', just 'version' where the reader holds it, or false.
local region = head()
if KEYS[4] ~= KEYS[1] then
  local stored = redis.call('GET', KEYS[4])
  if stored then
    return { region.replicas, 'seen', stored }
  end
end
local bodies = {}
for i = 1, #ARGV, 2 do
  local key, held = ARGV[i], ARGV[i + 1]
  local current, value = version(key, KEYS[2], KEYS[3])
  if current == '0' then
    value = false
  elseif current == held then
    value = current
  elseif key == POLICY then
    value = redis.call('HGET', KEYS[2], key)
  end
  bodies[#bodies + 1] = value
end
return { region.replicas, 'read', now(region.at), region.generation, region.sequence, bodies }
