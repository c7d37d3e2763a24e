using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Security;

/// <summary>A user.</summary>
/// <param name="Database">The database against which it authenticates.</param>
/// <param name="Name">Its name.</param>
/// <param name="Credential">What is kept of its password.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Id">Its identifier, which changes when it is made anew.</param>
internal sealed record User(string Database, string Name, ScramCredential Credential, IReadOnlyList<Role> Roles, Guid Id)
{
    /// <summary>MongoDB's way to write a user.</summary>
    public string FullName => $"{Name}@{Database}";

    public BsonDocument ToBson() => new()
    {
        { "id", new BsonBinaryData(Id, GuidRepresentation.Standard) },
        { "credential", Credential.ToBson() },
        { "roles", new BsonArray(Roles.Select(role => role.ToBson())) },
    };

    public static User Read(string database, string name, BsonDocument document) => new(
        database,
        name,
        ScramCredential.Read(document["credential"].AsBsonDocument),
        [.. document["roles"].AsBsonArray.Select(role => Role.Read(role.AsBsonDocument))],
        document["id"].AsBsonBinaryData.ToGuid(GuidRepresentation.Standard));
}
