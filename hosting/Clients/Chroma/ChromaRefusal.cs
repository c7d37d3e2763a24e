namespace Lab.Hosting.Clients.Chroma;

/// <summary>The body of an answer that refuses.</summary>
internal sealed record ChromaRefusal(string? Error, string? Message);
