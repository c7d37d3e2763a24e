using Lab.Repository.Format;

namespace Lab.Repository.Packs;

/// <summary>What the index knows of a pack.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Created">When it was written, by the writer's clock.</param>
/// <param name="Blobs">What it holds, in order.</param>
/// <param name="Doomed">Since when nothing should refer to it any more, or <see langword="null"/>.</param>
internal sealed record Pack(PackId Id, long Length, DateTimeOffset Created, PackBlob[] Blobs, DateTimeOffset? Doomed = null);
