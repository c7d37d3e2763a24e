using System.Globalization;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Errors;

/// <summary>A request that is answered with an error document: MongoDB's number, its name and one line that says what is wrong.</summary>
internal sealed class CommandException : Exception
{
    /// <param name="code">One of MongoDB's named codes.</param>
    /// <param name="message">What is wrong, as <c>errmsg</c> says it.</param>
    public CommandException(ErrorCode code, string message)
        : this((int)code, NameOf((int)code), message)
    {
    }

    /// <param name="code">Any number that MongoDB uses.</param>
    /// <param name="codeName">Its name, as <c>codeName</c> says it.</param>
    /// <param name="message">What is wrong, as <c>errmsg</c> says it.</param>
    public CommandException(int code, string codeName, string message)
        : base(message)
    {
        Code = code;
        CodeName = codeName;
    }

    /// <summary>MongoDB's number for this kind of error.</summary>
    public int Code { get; }

    /// <summary>The number's name; <c>Location</c> and the number where MongoDB gives it none.</summary>
    public string CodeName { get; }

    /// <summary>Further fields of the error document, for example <c>keyPattern</c>; null when there are none.</summary>
    public BsonDocument? Details { get; init; }

    /// <summary>Whether the transaction in which it happened can be tried again as a whole: the label TransientTransactionError.</summary>
    public bool IsTransient { get; init; }

    /// <summary>An error whose number MongoDB has given no name: its name is <c>Location</c> and the number.</summary>
    public static CommandException Location(int code, string message) => new(code, NameOf(code), message);

    /// <summary>An error by a named code that stops what would else answer half a request.</summary>
    public static CommandException NotSupported(string what) =>
        new(ErrorCode.CommandNotSupported, $"{what} is not supported by this server");

    private static string NameOf(int code) =>
        Enum.GetName((ErrorCode)code) ?? "Location" + code.ToString(CultureInfo.InvariantCulture);
}
