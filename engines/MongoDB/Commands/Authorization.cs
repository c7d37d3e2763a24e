using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>Whether a user may run a command.</summary>
internal static class Authorization
{
    /// <exception cref="CommandException">Unauthorized.</exception>
    public static void Check(User? user, CommandDescription description, string database)
    {
        if (description.AdminOnly && database != "admin")
        {
            throw new CommandException(ErrorCode.Unauthorized, $"{description.Name} may only be run against the admin database.");
        }

        if (description.NeedsAuthentication && !Allows(user!, description.Privilege, database))
        {
            throw new CommandException(ErrorCode.Unauthorized, $"not authorized on {database} to execute command {description.Name}");
        }
    }

    /// <summary>Whether the user's roles together give all of the privilege on the database.</summary>
    public static bool Allows(User user, Privilege privilege, string database) =>
        (user.Roles.Aggregate(Privilege.None, (all, role) => all | role.On(database)) & privilege) == privilege;

    /// <exception cref="CommandException">Unauthorized.</exception>
    public static void Require(User user, Privilege privilege, string database, string command)
    {
        if (!Allows(user, privilege, database))
        {
            throw new CommandException(ErrorCode.Unauthorized, $"not authorized on {database} to execute command {command}");
        }
    }
}
