package org.fiducia.api.report;

/** A part of a {@link Report}. */
public sealed interface Item permits Text, Table, Figure, Document, Attachment {}
