using Lab.Engines.MongoDB.Security;

namespace Lab.Engines.MongoDB.Server;

/// <summary>What a connection remembers.</summary>
/// <param name="id">Its number.</param>
/// <param name="host">The name by which the client reached the server.</param>
/// <param name="remote">The client's address.</param>
internal sealed class ConnectionState(int id, string host, string remote)
{
    public int Id => id;

    /// <summary>The name by which the client reached the server, from its TLS greeting: that is where it shall find the replica set.</summary>
    public string Host => host;

    public string Remote => remote;

    public User? User { get; set; }

    public ScramConversation? Conversation { get; set; }

    /// <summary>The client's name for its application, from its first hello.</summary>
    public string? Application { get; set; }
}
