namespace Lab.Engines.Postgres.Tests;

public sealed class ScramVerifierTests
{
    // Made by PostgreSQL 16.14 itself of the password "abc".
    private const string OfPostgreSql =
        "SCRAM-SHA-256$4096:U7xNsA6kYjbO55Y06LiRLg==$0Ou9IhuVBPSofP9NstP5vDQHvt6DXUjOzTZwQTr4SYE=:SrP6mV6o73swUleNxGkpOu3KbOI47LYj3lPwWj8P+Hw=";

    [Fact]
    public void It_is_what_PostgreSQL_makes_of_the_same_password_and_salt() =>
        ScramVerifier.Create("abc", Convert.FromBase64String("U7xNsA6kYjbO55Y06LiRLg==")).ShouldBe(OfPostgreSql);

    [Fact]
    public void The_salt_is_another_each_time() =>
        ScramVerifier.Create("abc").ShouldNotBe(ScramVerifier.Create("abc"));
}
