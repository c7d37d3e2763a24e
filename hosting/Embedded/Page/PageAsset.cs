using Microsoft.Net.Http.Headers;

namespace Lab.Hosting.Embedded.Page;

/// <summary>One file of the page.</summary>
internal sealed record PageAsset(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
