/**
 * Reading progress out of a program's output: bytes become lines ({@code LineDiscipline}), lines become readings
 * ({@code MetricReader}), readings become samples ({@code OutputReader}). Used by the kid, and by mum without one.
 */
package org.neronet.common.metric;
