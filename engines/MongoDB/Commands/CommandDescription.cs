using Lab.Engines.MongoDB.Security;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>What the dispatcher must know of a command.</summary>
/// <param name="Name">Its name, the first field of the request.</param>
/// <param name="Privilege">What its user must be allowed on the database; none: any authenticated user.</param>
internal sealed record CommandDescription(string Name, Privilege Privilege = Privilege.None)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The fields it takes beside those that every command takes; any other is refused by name.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public bool NeedsAuthentication { get; init; } = true;

    /// <summary>Whether it can run in a transaction.</summary>
    public bool InTransaction { get; init; }

    /// <summary>Whether it runs against the database admin alone.</summary>
    public bool AdminOnly { get; init; }

    /// <summary>Whether all fields are let through, since the command takes another one inside, or clients say who they are in it.</summary>
    public bool AnyField { get; init; }
}
