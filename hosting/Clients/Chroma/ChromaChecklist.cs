namespace Lab.Hosting.Clients.Chroma;

/// <summary>What the server says before it is used.</summary>
/// <param name="MaxBatchSize">How many records one request may write.</param>
internal sealed record ChromaChecklist(int MaxBatchSize);
