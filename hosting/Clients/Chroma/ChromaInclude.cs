namespace Lab.Hosting.Clients.Chroma;

/// <summary>What an answer holds beside the ids.</summary>
[Flags]
public enum ChromaInclude
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The texts.</summary>
    Documents = 1,

    /// <summary>The metadata.</summary>
    Metadatas = 2,

    /// <summary>The vectors.</summary>
    Embeddings = 4,

    /// <summary>The addresses of the contents.</summary>
    Uris = 8,

    /// <summary>All of it.</summary>
    All = Documents | Metadatas | Embeddings | Uris,
}
