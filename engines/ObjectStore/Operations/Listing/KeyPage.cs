using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Listing;

/// <summary>A page of keys, those with a delimiter behind the prefix rolled up.</summary>
internal sealed class KeyPage
{
    private const int Batch = 1000;

    public List<ObjectVersion> Versions { get; } = [];

    public List<string> CommonPrefixes { get; } = [];

    public bool IsTruncated { get; private set; }

    /// <summary>The last key or common prefix of the page, where the next one begins.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Of that key, the last version of the page; <see langword="null"/> when a common prefix was last.</summary>
    public ObjectVersion? LastVersion { get; private set; }

    /// <param name="store">The store.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with.</param>
    /// <param name="delimiter">Empty for none.</param>
    /// <param name="after">The key behind which the page begins.</param>
    /// <param name="most">How many entries.</param>
    /// <param name="versions">Whether all versions are listed.</param>
    /// <param name="afterId">Of the key <paramref name="after"/>, the version behind which the page begins.</param>
    public static KeyPage Read(Store store, string bucket, string prefix, string delimiter, string after, int most, bool versions = false, long? afterId = null)
    {
        var page = new KeyPage();
        if (most == 0)
        {
            return page;
        }

        var (from, exclusive) = KeyOrder.Instance.Compare(after, prefix) > 0 ? (after, true) : (prefix, after == prefix && after.Length > 0);
        // A page that ended with a common prefix goes on behind all of it.
        if (after.Length > 0 && Common(after, prefix, delimiter) == after)
        {
            (from, exclusive, afterId) = (KeyOrder.Behind(after), true, null);
        }

        while (true)
        {
            var batch = store.Versions.Page(bucket, from, exclusive, prefix.Length == 0 ? null : KeyOrder.Behind(prefix), versions, afterId, Batch);
            afterId = null;
            foreach (var version in batch)
            {
                if (page.Versions.Count + page.CommonPrefixes.Count == most)
                {
                    page.IsTruncated = true;
                    return page;
                }

                (from, exclusive) = (version.Key, true);
                if (Common(version.Key, prefix, delimiter) is { } common)
                {
                    page.CommonPrefixes.Add(common);
                    (page.Last, page.LastVersion, from) = (common, null, KeyOrder.Behind(common));
                    break;
                }

                page.Versions.Add(version);
                (page.Last, page.LastVersion) = (version.Key, version);
                if (versions)
                {
                    afterId = version.Id;
                }
            }

            if (batch.Count == 0 || (batch.Count < Batch && page.LastVersion is not null))
            {
                return page;
            }
        }
    }

    private static string? Common(string key, string prefix, string delimiter)
    {
        if (delimiter.Length == 0 || key.Length < prefix.Length || !key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var at = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + delimiter.Length)];
    }
}
