-- KEYS: 1 region, 2 lease. ARGV: 1 'read', 'claim', 'beat' or 'release', 2 generation, 3 epoch, 4 beat, 5 owner
-- Answers {replicas, 'ok', generation, epoch, owner, beat, sequence}, or 'no' where the lease is not as the caller says.
local region = head()
local lease = redis.call('HMGET', KEYS[2], 'epoch', 'owner', 'beat')
local epoch, owner, beat = lease[1] or '0', lease[2] or '', lease[3] or '0'
local verb = ARGV[1]
if verb ~= 'read' and (region.generation ~= ARGV[2] or epoch ~= ARGV[3]
    or verb == 'claim' and beat ~= ARGV[4] or verb ~= 'claim' and owner ~= ARGV[5]) then
  return { region.replicas, 'no' }
end
if verb == 'claim' then
  epoch, owner = text(epoch + 1), ARGV[5]
elseif verb == 'release' then
  owner = ''
end
if verb ~= 'read' then
  beat = text(beat + 1)
  redis.call('HSET', KEYS[2], 'epoch', epoch, 'owner', owner, 'beat', beat)
end
return { region.replicas, 'ok', region.generation, epoch, owner, beat, region.sequence }
