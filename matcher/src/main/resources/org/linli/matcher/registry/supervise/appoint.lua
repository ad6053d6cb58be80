-- KEYS: 1 region. ARGV: 1 generation, 2 the supervisor's name, 3 how many replicas must have what leaves a node
-- Answers 'done', or 'supervisor' where the region has another one, or 'generation' where it is of a later one.
local found = redis.call('HMGET', KEYS[1], 'generation', 'supervisor')
if found[2] and found[2] ~= ARGV[2] then
  return 'supervisor'
end
if tonumber(found[1] or '0') > tonumber(ARGV[1]) then
  return 'generation'
end
if not found[1] then
  redis.call('HSET', KEYS[1], 'level', '1', 'sequence', '0', 'at', '0')
end
-- A copy of these data that stands alone tells by this name that it was not appointed itself.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
redis.call('HSET', KEYS[1], 'generation', ARGV[1], 'supervisor', ARGV[2], 'replicas', ARGV[3], 'appointed', run)
return 'done'
