// Starts Scalar's reference. The samples name the host that this page came from.
const response = await fetch('/docs/openapi.json');
const text = await response.text();

Scalar.createApiReference('#reference', {
  content: text.replaceAll('https://roster.example.com', location.origin),
  slug: 'roster',
  theme: 'none',
  withDefaultFonts: false,
  // Nothing leaves this host: no telemetry, no assistant, no client elsewhere.
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  documentDownloadType: 'none',
  // Only our own samples: those that Scalar could make are not tested.
  hiddenClients: true,
  authentication: { preferredSecurityScheme: 'bearer' },
  persistAuth: true,
  generateOperationSlug: ({ operationId }) => operationId,
});

/** Adds the ARIA attributes that screen readers need and the request form lacks. */
function completeForm() {
  for (const field of document.querySelectorAll('[role="combobox"]:not([aria-expanded])'))
    field.setAttribute('aria-expanded', 'false');
  for (const editor of document.querySelectorAll('.cm-content:not([aria-label])'))
    editor.setAttribute('aria-label', editor.isContentEditable ? 'Request body' : 'Response body');
  for (const button of document.querySelectorAll('button[role="none"]')) button.removeAttribute('role');
  for (const button of document.querySelectorAll('button[aria-label="Copy code"][aria-controls]'))
    if (!document.getElementById(button.getAttribute('aria-controls'))) button.removeAttribute('aria-controls');
}
new MutationObserver(completeForm).observe(document.body, {
  subtree: true,
  childList: true,
  attributeFilter: ['role', 'aria-expanded', 'aria-controls', 'contenteditable'],
});
