-- KEYS: 1 region, 2 entities, 3 records, 4… of each query its reply (the region again where there is no request key)
-- ARGV: of each query the number of its keys, then pairs of entity key and the version that the reader holds already
-- ('0': none)
-- Answers {replicas, now, generation, sequence, an answer to each query}: {'seen', stored reply} or {'read', bodies}; a
-- body is 'version:sequence:payload', just 'version' where the reader holds it, or false.
local region = head()
local function body(key, held)
  local current, value = version(region, key, KEYS[2], KEYS[3])
  if current == '0' then
    return false
  elseif current == held then
    return current
  elseif key == POLICY then
    return redis.call('HGET', KEYS[2], key)
  end
  return value
end
local answers, cursor = {}, 1
for query = 4, #KEYS do
  local count = tonumber(ARGV[cursor])
  local stored = KEYS[query] ~= KEYS[1] and redis.call('GET', KEYS[query])
  if stored then
    answers[#answers + 1] = { 'seen', stored }
  else
    local bodies = {}
    for i = 1, count do
      bodies[i] = body(ARGV[cursor + 2 * i - 1], ARGV[cursor + 2 * i])
    end
    answers[#answers + 1] = { 'read', bodies }
  end
  cursor = cursor + 2 * count + 1
end
return { region.replicas, now(region.at), region.generation, region.sequence, answers }
