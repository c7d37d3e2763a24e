using System.Text.Json.Serialization;

namespace Lab.Repository.Snapshots;

/// <summary>What an entry of a snapshot is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryType>))]
public enum EntryType
{
    /// <summary>A file, or a stream that a source stored under a path.</summary>
    [JsonStringEnumMemberName("file")]
    File,

    /// <summary>A folder.</summary>
    [JsonStringEnumMemberName("folder")]
    Folder,

    /// <summary>A symbolic link.</summary>
    [JsonStringEnumMemberName("symlink")]
    SymbolicLink,

    /// <summary>Another name of a file that stands before it in the same snapshot.</summary>
    [JsonStringEnumMemberName("hardlink")]
    HardLink,
}
