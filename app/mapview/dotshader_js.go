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
layout(location = 2) in uint a_passes;
layout(location = 3) in uint a_hue;

uniform ivec2 u_origin; // what positions are given from
uniform ivec2 u_window;
uniform highp float u_size; // with the halo, in pixels of the screen
uniform vec3 u_hues[32]; // mostHues

flat out lowp vec3 v_hue;

void main() {
	v_hue = u_hues[a_hue];
	gl_PointSize = u_size;
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
out vec4 color;

void main() {
	float inside = (0.5 - length(gl_PointCoord - 0.5)) * u_size;
	float body = clamp(inside - u_edge + 0.5, 0.0, 1.0);
	float alpha = clamp(inside, 0.0, 1.0) * mix(0.6, 0.8, body);
	color = vec4(mix(u_halo, v_hue, body) * alpha, alpha);
}
`
)
