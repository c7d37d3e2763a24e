namespace Lab.Hosting.Clients.Chroma;

/// <summary>One request to the server.</summary>
/// <param name="Name">What it does, for traces.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path below <c>api/v2/</c>, escaped.</param>
internal sealed record ChromaOperation(string Name, HttpMethod Method, string Path)
{
    /// <summary>The body, written as JSON; null for none.</summary>
    public object? Body { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once: then it is tried again when an answer is lost.</summary>
    public bool CanRepeat { get; init; } = true;

    /// <summary>Tenant and database, for traces.</summary>
    public string? Namespace { get; init; }

    /// <summary>The collection's name, for traces.</summary>
    public string? Collection { get; init; }
}
