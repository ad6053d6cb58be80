-- KEYS: 1 region. ARGV: 1 feature level. Answers {replicas, generation, level, sequence}; founds the region if need be.
if redis.call('HEXISTS', KEYS[1], 'generation') == 0 then
  redis.call('HSET', KEYS[1], 'generation', redis.call('TIME')[1], 'level', ARGV[1], 'sequence', '0', 'at', '0')
end
local region = head()
return { region.replicas, region.generation, redis.call('HGET', KEYS[1], 'level') or '0', region.sequence }
