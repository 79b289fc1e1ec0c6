{{/* The names of all objects begin with this: the release's name, with "roster" in it. */}}
{{- define "roster.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{/* What never changes between versions: (list $ "api"). */}}
{{- define "roster.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "roster.labels" -}}
{{- $root := index . 0 -}}
{{ include "roster.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end }}

{{/* (list $ "api" "api"): the image, and the process whose tag counts, if any. */}}
{{- define "roster.image" -}}
{{- $root := index . 0 -}}
{{- $own := index $root.Values (index . 2) | default dict -}}
{{- $tag := (($own.image | default dict).tag) | default $root.Values.image.tag | default $root.Chart.AppVersion -}}
{{- $name := printf "roster-%s:%s" (index . 1) $tag -}}
{{- if $root.Values.image.registry -}}{{ trimSuffix "/" $root.Values.image.registry }}/{{ end -}}{{ $name }}
{{- end }}
