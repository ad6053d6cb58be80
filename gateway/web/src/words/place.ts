export const zh = {
  title: '位置', none: '还没有位置', pick: '在地图上选', close: '收起地图', here: '用我现在的位置', noFix: '看不到这台设备的位置，请在地图上点。',
  hint: '点一下地图，或拖动红点。方向键也能移动红点。', map: '选位置的地图', pin: '这户人家的位置', coordinates: '坐标（纬度，经度，WGS 84）', example: '26.55600, 106.47000', wrong: '请写成 26.55600, 106.47000 这样。', outside: '这个位置不在本地，请再看一眼。', save: '保存位置', saved: '位置记下了。',
}

export const en: typeof zh = {
  title: 'Position', none: 'No position yet', pick: 'Choose on the map', close: 'Close the map', here: 'Use my position', noFix: 'This device’s position cannot be seen. Please tap the map.',
  hint: 'Tap the map, or drag the red dot. Arrow keys move it too.', map: 'Map to choose a position on', pin: 'Position of this home', coordinates: 'Coordinates (latitude, longitude, WGS 84)', example: '26.55600, 106.47000', wrong: 'Please write it as 26.55600, 106.47000.', outside: 'This is outside the region. Please look again.', save: 'Save the position', saved: 'Position noted.',
}
