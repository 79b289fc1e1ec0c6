{{/* Numbers come from YAML as floats, which would be written as 1e+06. */}}
{{- define "roster.plain" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end }}

{{/*
The environment of a process: of the variables that it reads, those that the chart sets, those of `settings`, and those
of `secrets`, by reference. (list $ name fixed settings): `fixed` are the chart's, `settings` the process's own.
*/}}
{{- define "roster.environment" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $fixed := index . 2 -}}
{{- $own := index . 3 | default dict -}}
{{- $reads := index ($root.Files.Get "files/variables.generated.json" | fromJson) $name -}}
{{- range $variable, $_ := $own -}}
{{- if not (has $variable $reads) }}{{ fail (printf "%s is set for %s, which does not read it (docs/configuration.md)" $variable $name) }}{{ end -}}
{{- end -}}
{{- $settings := merge dict $own $root.Values.settings -}}
{{- range $variable := $reads }}
{{- if hasKey $fixed $variable }}
- name: {{ $variable }}
  value: {{ include "roster.plain" (index $fixed $variable) | quote }}
{{- else if and (hasKey $settings $variable) (hasKey $root.Values.secrets $variable) }}
{{- fail (printf "%s is both under settings and under secrets" $variable) }}
{{- else if hasKey $settings $variable }}
- name: {{ $variable }}
  value: {{ include "roster.plain" (index $settings $variable) | quote }}
{{- else if hasKey $root.Values.secrets $variable }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ (index $root.Values.secrets $variable).name }}
      key: {{ (index $root.Values.secrets $variable).key }}
{{- end }}
{{- end }}
{{- range $root.Values.extraEnv }}
{{- if has .name $reads }}{{ fail (printf "%s is under extraEnv; set it under settings or secrets" .name) }}{{ end -}}
{{- end }}
{{- with $root.Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Where the authorities' certificates are mounted. */}}
{{- define "roster.certificateMounts" -}}
{{- range $server, $source := .Values.certificates }}
{{- if $source }}
- name: {{ $server }}-ca
  mountPath: /etc/roster/{{ $server }}
  readOnly: true
{{- end }}
{{- end }}
{{- end }}

{{- define "roster.certificateVolumes" -}}
{{- range $server, $source := .Values.certificates }}
{{- if $source }}
- name: {{ $server }}-ca
  {{- if $source.secret }}
  secret:
    secretName: {{ $source.secret }}
  {{- else }}
  configMap:
    name: {{ $source.configMap }}
  {{- end }}
    items: [{ key: {{ $source.key }}, path: ca.crt }]
{{- end }}
{{- end }}
{{- end }}
