using System.Runtime.Serialization;
using System.Text.Json;
using CreditShare.Pages.Showing;
using CreditShare.Registry.DeadLetters;
using CreditShare.Registry.Submissions;
using CreditShare.Storage;
using MassTransit;

namespace CreditShare.Registry.Pages.Quarantine;

/// <summary>Why a message was set aside, in a reader's words; what exactly was wrong is the program's own English text beside them.</summary>
internal static class FaultWords
{
    /// <param name="fault">Type of the fault, as the message bears it; null where it bears none.</param>
    public static string Of(string? fault) => ReasonWords.Of(fault switch
    {
        nameof(SenderRefusedException) => "sender-refused",
        nameof(JsonException) or nameof(SerializationException) or nameof(NotSupportedException) => "unreadable",
        _ => "not-processed",
    });

    /// <summary>What was wrong, in a Chinese sentence: the one that the message bears, or else what its fault means.</summary>
    public static string Chinese(DeadLetter letter) => letter.ReasonZh ?? letter.Fault switch
    {
        nameof(SenderRefusedException) => "发送方与消息所称的不符，或消息不是约定的格式。",
        nameof(JsonException) or nameof(SerializationException) => "消息的内容不是约定的格式，无法读取。",
        nameof(NotSupportedException) => "没有程序处理这种类型的消息。",
        DeadLetter.Returned => "由城市退回，不是登记库隔离的；原因和时间是退回者写的，登记库不担保。",
        nameof(StoreUnavailableException) => "中心存储一直不可用，多次重试后仍未能保存。",
        nameof(StoreConflictException) => "多次重试后，仍与同时进行的其他写入冲突。",
        nameof(StoreLimitException) => "内容超出中心存储的上限，无法保存。",
        "SqliteUnavailableException" => "城市节点的本地存储一直不可用，多次重试后仍未能保存。",
        nameof(MessageReturnedException) => "处理之后的答复没有队列接收。",
        nameof(TimeoutException) => "在限定时间内没有得到确认。",
        nameof(OperationCanceledException) or nameof(TaskCanceledException) => "处理中途被中断。",
        nameof(InvalidOperationException) => "消息送到了不服务该城市的程序，或者程序当时不能处理它。",
        _ => "处理时出现意外错误，详见原文。",
    };
}
