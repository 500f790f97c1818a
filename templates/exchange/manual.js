"use strict"

SwaggerUIBundle({
  ...{{ settings|safe }},
  url: "{{ schema_url|escapejs }}",
  dom_id: "#manual",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
})
