package mapview

// The shaders of the dots. What projects a place, as MapLibre has it for the
// flat map and for the globe, goes between the version and the rest.
const (
	shaderVersion = "#version 300 es\n"

	// A dot that is not drawn is put where nothing is: to leave it out would
	// mean to move the data.
	dotVertexShader = `
layout(location = 0) in ivec2 a_position;
layout(location = 1) in ivec2 a_days;
layout(location = 2) in uint a_passes; // 0, or 1 and how near it is known
layout(location = 3) in uint a_hue; // and shape, as look packs them

uniform ivec2 u_origin; // what positions are given from
uniform ivec2 u_window;
uniform highp float u_size; // with the halo, in pixels of the screen
uniform vec3 u_hues[32]; // mostHues

flat out lowp vec3 v_hue;
flat out uint v_shape;
flat out uint v_near;

void main() {
	v_hue = u_hues[a_hue & 31u];
	v_shape = a_hue >> 5;
	v_near = a_passes - 1u;
	gl_PointSize = u_size * (v_near > 2u ? 2.2 : 1.3); // shapes with corners need more room
	if (a_passes == 0u || a_days.x > u_window.y || a_days.y < u_window.x) {
		gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
		return;
	}
	gl_Position = projectTile(vec2(a_position - u_origin) * exp2(-31.0));
}
`

	dotFragmentShader = `
precision mediump float;

uniform highp float u_size;
uniform float u_edge; // width of the halo, in pixels of the screen
uniform vec3 u_halo;

flat in lowp vec3 v_hue;
flat in uint v_shape;
flat in uint v_near;
out vec4 color;

// How far inside a shape of a radius a point is, as Sign has them.
float within(vec2 at, float r) {
	vec2 to = abs(at);
	switch (v_shape) {
	case 1u: return 0.875 * r - max(to.x, to.y);
	case 2u: return min(0.906 * r - at.y, 0.9 * (0.5 * at.y + 0.56 * r) - 0.87 * to.x);
	case 3u: return (1.25 * r - to.x - to.y) * 0.7071;
	case 4u: return min(r - length(at), length(at) - 0.5 * r);
	case 5u: return min(r - to.x, 0.45 * r - to.y);
	}
	return r - length(at);
}

void main() {
	float across = u_size * (v_near > 2u ? 2.2 : 1.3);
	vec2 at = (gl_PointCoord - 0.5) * across;
	if (v_near > 2u) { // known to a province or country: a cloud, no point
		float cloud = clamp(1.0 - 2.0 * length(at) / across, 0.0, 1.0) * 0.45;
		color = vec4(v_hue * cloud, cloud);
		return;
	}
	float inside = within(at, 0.5 * u_size - u_edge);
	float body = clamp(inside + 0.5, 0.0, 1.0);
	float alpha = clamp(inside + u_edge, 0.0, 1.0) * mix(0.6, 0.8, body);
	color = vec4(mix(u_halo, v_hue, body) * alpha, alpha);
}
`
)
