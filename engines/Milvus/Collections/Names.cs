namespace Lab.Engines.Milvus.Collections;

/// <summary>Which names Milvus takes.</summary>
internal static class Names
{
    private const int Longest = 255;

    /// <exception cref="CallException">The name is not allowed; the message says what is.</exception>
    public static void CheckCollection(string name) => Check(name, "collection name", CallException.Invalid);

    /// <exception cref="CallException">The name is not allowed; the message says what is.</exception>
    public static void CheckField(string name) => Check(name, "field name", CallException.Invalid);

    /// <exception cref="CallException">The name is not allowed; the message says what is.</exception>
    public static void CheckPartition(string name) => Check(name, "partition name", CallException.Unexpected);

    /// <exception cref="CallException">The name is not allowed; the message says what is.</exception>
    public static void CheckAlias(string name) => Check(name, "collection alias", CallException.Invalid);

    /// <exception cref="CallException">The name is not allowed; the message says what is.</exception>
    public static void CheckDatabase(string name) =>
        Check(name, "database name", reason => new CallException(802, Lab.Milvus.Protocol.ErrorCode.UnexpectedError, reason));

    /// <exception cref="CallException">The name is not allowed; the message says what is.</exception>
    public static void CheckUser(string name) => Check(name, "user name", CallException.Invalid);

    /// <exception cref="CallException">The name is not allowed; the message says what is.</exception>
    public static void CheckRole(string name) => Check(name, "role name", CallException.Invalid);

    private static void Check(string name, string what, Func<string, CallException> error)
    {
        if (name.Length == 0)
        {
            throw error($"{what} should not be empty");
        }

        if (name.Length > Longest)
        {
            throw error($"the length of {what} must be not greater than {Longest}");
        }

        if (!(char.IsAsciiLetter(name[0]) || name[0] == '_'))
        {
            throw error($"Invalid {what}: {name}. The first character must be an underscore or letter");
        }

        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw error($"Invalid {what}: {name}. It can only contain numbers, letters and underscores");
        }
    }
}
