{{/* What all pods have in common. The images run as user 1000 and write nothing but to /tmp. */}}
{{- define "roster.podSettings" -}}
serviceAccountName: {{ .Values.serviceAccountName }}
automountServiceAccountToken: false
# Kubernetes would set a variable for each service of the namespace: CONSOLE_PORT, for one called "console".
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
volumes:
  - name: tmp
    emptyDir: { medium: Memory, sizeLimit: 64Mi }
  {{- with include "roster.certificateVolumes" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "roster.containerSettings" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- with include "roster.certificateMounts" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end }}

{{/* Spreads the pods of a process, and of one version: those that an upgrade replaces do not count. */}}
{{- define "roster.topologySpread" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: {{ $root.Values.topologySpread.whenUnsatisfiable }}
  labelSelector:
    matchLabels: {{- include "roster.selector" (list $root $name) | nindent 6 }}
  matchLabelKeys: [pod-template-hash]
{{- end }}
{{- end }}
