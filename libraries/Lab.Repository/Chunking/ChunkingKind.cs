namespace Lab.Repository.Chunking;

/// <summary>How a stream of bytes is cut into chunks.</summary>
public enum ChunkingKind
{
    /// <summary>By content (FastCDC): an insertion changes the chunks around it only. For streams and files in general.</summary>
    ContentDefined,

    /// <summary>Every <see cref="ChunkSizes.Pages"/> bytes from the file's start: for files whose pages change in place, such as PostgreSQL's relations.</summary>
    Pages,
}
