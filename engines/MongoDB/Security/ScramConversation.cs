using System.Security.Cryptography;
using System.Text;
using Lab.Engines.MongoDB.Errors;

namespace Lab.Engines.MongoDB.Security;

/// <summary>
/// The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677). For a user that does not exist it goes on with a made-up credential, so that the
/// answer and its time are those of a wrong password.
/// </summary>
internal sealed class ScramConversation(UserStore users, string database)
{
    private const string Mechanism = "SCRAM-SHA-256";

    private ScramCredential? _credential;
    private User? _user;
    private string _firstBare = "";
    private string _serverFirst = "";
    private string _nonce = "";

    /// <summary>The user, once the password was proven.</summary>
    public User? Authenticated { get; private set; }

    public static void CheckMechanism(string mechanism)
    {
        if (mechanism != Mechanism)
        {
            throw new CommandException(334, "MechanismUnavailable", $"Received authentication for mechanism {mechanism} which is not enabled: allowed is {Mechanism}");
        }
    }

    /// <summary>Answers the client's first message with salt, iterations and nonce.</summary>
    /// <exception cref="CommandException">The message is not understood.</exception>
    public string Start(string clientFirst)
    {
        // n,,n=user,r=nonce: no channel binding, no other authorisation identity.
        if (!clientFirst.StartsWith("n,,", StringComparison.Ordinal))
        {
            throw Malformed();
        }

        _firstBare = clientFirst[3..];
        var fields = Fields(_firstBare);
        var name = fields.GetValueOrDefault('n') ?? throw Malformed();
        var clientNonce = fields.GetValueOrDefault('r');
        if (string.IsNullOrEmpty(clientNonce))
        {
            throw Malformed();
        }

        _user = users.Find(database, name.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal));
        _credential = _user?.Credential ?? users.Decoy(database, name);
        _nonce = clientNonce + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        _serverFirst = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"r={_nonce},s={Convert.ToBase64String(_credential.Salt)},i={_credential.Iterations}");
        return _serverFirst;
    }

    /// <summary>Checks the client's proof, and proves in turn that the server knows the password.</summary>
    /// <exception cref="CommandException">AuthenticationFailed.</exception>
    public string Finish(string clientFinal)
    {
        var fields = Fields(clientFinal);
        var proofAt = clientFinal.LastIndexOf(",p=", StringComparison.Ordinal);
        if (_credential is null || proofAt < 0 || fields.GetValueOrDefault('r') != _nonce || fields.GetValueOrDefault('c') != "biws")
        {
            throw Malformed();
        }

        var message = Encoding.UTF8.GetBytes($"{_firstBare},{_serverFirst},{clientFinal[..proofAt]}");
        var proof = new byte[SHA256.HashSizeInBytes];
        var isBase64 = Convert.TryFromBase64String(clientFinal[(proofAt + 3)..], proof, out var length);
        var clientKey = HMACSHA256.HashData(_credential.StoredKey, message);
        for (var i = 0; i < clientKey.Length; i++)
        {
            clientKey[i] ^= proof[i];
        }

        var proven = CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientKey), _credential.StoredKey);
        if (!isBase64 || length != proof.Length || !proven || _user is null)
        {
            throw new CommandException(ErrorCode.AuthenticationFailed, "Authentication failed.");
        }

        Authenticated = _user;
        return "v=" + Convert.ToBase64String(HMACSHA256.HashData(_credential.ServerKey, message));
    }

    private static Dictionary<char, string> Fields(string message)
    {
        var fields = new Dictionary<char, string>();
        foreach (var field in message.Split(','))
        {
            if (field.Length < 2 || field[1] != '=')
            {
                throw Malformed();
            }

            fields[field[0]] = field[2..];
        }

        return fields;
    }

    private static CommandException Malformed() => new(ErrorCode.AuthenticationFailed, "Authentication failed: a SCRAM message is not understood.");
}
